"""Saliency maps of an exported module, written from the papers' equations with hooks: the other side of SaliencyMapsTests."""
import torch
import torch.nn.functional as F


def grad_cam(a, g):
    """arXiv:1610.02391, equations 1 and 2."""
    alpha = g.mean(dim=(2, 3))
    return F.relu(torch.einsum("nk,nkhw->nhw", alpha, a))


def grad_cam_plus_plus(a, g):
    """arXiv:1710.11063, equations 10 and 19; the factor exp(score) is left out."""
    total = a.sum(dim=(2, 3), keepdim=True)
    numerator, denominator = g ** 2, 2 * g ** 2 + total * g ** 3
    alpha = torch.where(denominator != 0, numerator / denominator, torch.zeros_like(a))
    weights = (alpha * F.relu(g)).sum(dim=(2, 3))
    return F.relu(torch.einsum("nk,nkhw->nhw", weights, a))


def hires_cam(a, g):
    """arXiv:2011.08891, equation 2, of which the negative part is cut."""
    return F.relu(torch.einsum("nkhw,nkhw->nhw", g, a))


def eigen_cam(a, _):
    """arXiv:2008.00299, section III, by the eigenvectors of the Gram matrix of each image."""
    maps = []
    for image in a:
        matrix = image.flatten(1).t()
        _, vectors = torch.linalg.eigh(matrix.t() @ matrix)
        projected = (matrix @ vectors[:, -1]).reshape(image.shape[1:])
        maps.append(F.relu(projected if projected.sum() > 0 else -projected))
    return torch.stack(maps)


def gradient(_, g):
    """arXiv:1312.6034, section 3.1."""
    return g.abs().max(dim=1).values


METHODS = {"grad-cam": grad_cam, "grad-cam++": grad_cam_plus_plus, "hires-cam": hires_cam, "eigen-cam": eigen_cam, "gradient": gradient}


def maps_of(model, layer, images):
    """Every method's map at the image's size, by name, and the classes that the network answers."""
    kept = {}

    def keep(_, __, output):
        output.retain_grad()
        kept["a"] = output

    images = images.clone().requires_grad_()
    if layer == "input":
        kept["a"] = images
    else:
        model.get_submodule(layer).register_forward_hook(keep)
    scores = model(images)
    answers = scores.argmax(dim=1)
    scores[torch.arange(len(images)), answers].sum().backward()
    a, g = kept["a"].detach(), kept["a"].grad
    found = {name: method(a, g) for name, method in METHODS.items()}
    size = images.shape[2:]
    large = {name: F.interpolate(m[:, None], size=size, mode="bilinear", align_corners=False)[:, 0] for name, m in found.items()}
    return large, answers
