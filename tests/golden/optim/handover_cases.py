"""The runs that change hands between Python and TypeScript: make_handover.py and tests/python/check_handover.py."""

import torch
from torch import nn
from torch.optim import lr_scheduler as LR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

STEPS = 5  # before the handover, and again after it
SAMPLES, FEATURES = 32, 4


def make_model():
    # No bias before the batch norm: its gradient would be rounding alone, which Adam turns into whole steps, other ones on
    # every processor.
    return nn.Sequential(nn.Linear(FEATURES, 6, bias=False), nn.BatchNorm1d(6), nn.GELU(), nn.Linear(6, 1))


def everything(kind, **options):
    return lambda model: kind(model.parameters(), **options)


def in_groups(model):
    head = list(model[3].parameters())
    body = list(model[0].parameters()) + list(model[1].parameters())
    return torch.optim.AdamW([dict(params=body, lr=0.02, weight_decay=0.0), dict(params=head)], lr=0.05)


CASES = {
    "adamw-step": (everything(torch.optim.AdamW, lr=0.05), lambda o: LR.StepLR(o, 3, 0.5)),
    "adam-amsgrad-cosine": (
        everything(torch.optim.Adam, lr=0.05, amsgrad=True, weight_decay=0.01),
        lambda o: LR.CosineAnnealingLR(o, 12),
    ),
    "sgd-nesterov-lambda": (
        everything(torch.optim.SGD, lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3),
        lambda o: LR.LambdaLR(o, lambda step: 1 / (1 + step)),
    ),
    "sgd-multistep": (everything(torch.optim.SGD, lr=0.1), lambda o: LR.MultiStepLR(o, [2, 7], 0.3)),
    "adamw-groups-polynomial": (in_groups, lambda o: LR.PolynomialLR(o, 12, 0.9)),
    "adamw-exponential": (everything(torch.optim.AdamW, lr=0.05, betas=(0.8, 0.9)), lambda o: LR.ExponentialLR(o, 0.9)),
}


class Run:
    """A model in training: all that changes hands."""

    def __init__(self, name):
        make_optimizer, make_scheduler = CASES[name]
        self.model = make_model()
        self.optimizer = make_optimizer(self.model)
        self.scheduler = make_scheduler(self.optimizer)
        self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(0.8))

    def train(self, inputs, targets, steps):
        losses = []
        for _ in range(steps):
            self.optimizer.zero_grad()
            loss = nn.functional.mse_loss(self.model(inputs), targets)
            loss.backward()
            self.optimizer.step()
            self.scheduler.step()
            self.average.update_parameters(self.model)
            losses.append(loss.item())
        return losses

    def parts(self):
        return dict(model=self.model, optimizer=self.optimizer, scheduler=self.scheduler, average=self.average)

    def state(self):
        return {name: part.state_dict() for name, part in self.parts().items()}

    def load(self, state):
        for name, part in self.parts().items():
            part.load_state_dict(state[name])

    def average_loss(self, inputs, targets):
        self.average.eval()
        with torch.no_grad():
            return nn.functional.mse_loss(self.average(inputs), targets).item()
