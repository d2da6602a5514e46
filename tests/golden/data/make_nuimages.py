"""A miniature of nuImages in the release's format, and what pycocotools reads from its masks.

python3 make_nuimages.py > nuimages.json    (numpy, pycocotools 2.0)

All ten tables with the release's columns; the images themselves are of one colour and made by the test. The semantic maps follow
nuscenes-devkit `python-sdk/nuimages/nuimages.py`: surfaces first, then objects in the order of their tokens.
"""
import base64
import hashlib
import json

import numpy as np
from pycocotools import mask as coco

WIDTH, HEIGHT = 40, 30
random = np.random.default_rng(0)

CATEGORIES = [
    'animal', 'flat.driveable_surface', 'human.pedestrian.adult', 'human.pedestrian.child',
    'human.pedestrian.construction_worker', 'human.pedestrian.personal_mobility',
    'human.pedestrian.police_officer', 'human.pedestrian.stroller', 'human.pedestrian.wheelchair',
    'movable_object.barrier', 'movable_object.debris', 'movable_object.pushable_pullable',
    'movable_object.trafficcone', 'static_object.bicycle_rack', 'vehicle.bicycle', 'vehicle.bus.bendy',
    'vehicle.bus.rigid', 'vehicle.car', 'vehicle.construction', 'vehicle.ego', 'vehicle.emergency.ambulance',
    'vehicle.emergency.police', 'vehicle.motorcycle', 'vehicle.trailer', 'vehicle.truck',
]
# Of the map: 0 background, 1 driveable surface, then the ten classes; 255 for what is of none.
IDS = {
    'flat.driveable_surface': 1, 'vehicle.car': 2, 'vehicle.truck': 3, 'vehicle.trailer': 4,
    'vehicle.bus.bendy': 5, 'vehicle.bus.rigid': 5, 'vehicle.construction': 6, 'vehicle.bicycle': 7,
    'vehicle.motorcycle': 8, 'human.pedestrian.adult': 9, 'human.pedestrian.child': 9,
    'human.pedestrian.construction_worker': 9, 'human.pedestrian.police_officer': 9,
    'movable_object.trafficcone': 10, 'movable_object.barrier': 11,
}


def token(*parts):
    return hashlib.md5('/'.join(map(str, parts)).encode()).hexdigest()


def ellipse(x1, y1, x2, y2):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    return (((x - (x1 + x2) / 2) / ((x2 - x1) / 2)) ** 2 + ((y - (y1 + y2) / 2) / ((y2 - y1) / 2)) ** 2) <= 1


def encode(mask):
    rle = coco.encode(np.asfortranarray(mask.astype(np.uint8)))
    return {'size': list(rle['size']), 'counts': base64.b64encode(rle['counts']).decode()}


def row(table, *key, **columns):
    return {'token': token(table, *key), **columns}


def miniature(version, frames, annotated=True):
    category = [row('category', name, name=name, description='') for name in CATEGORIES]
    attribute = [row('attribute', 'moving', name='vehicle.moving', description='')]
    sensor = [row('sensor', 'front', channel='CAM_FRONT', modality='camera')]
    calibrated = [
        row('calibrated_sensor', 0, sensor_token=sensor[0]['token'], translation=[0, 0, 0], rotation=[1, 0, 0, 0],
            camera_intrinsic=[], camera_distortion=[])
    ]
    log = [row('log', version, logfile=f'{version}-log', vehicle='n000', date_captured='2020-01-01', location='here')]
    tables = {'attribute': attribute, 'calibrated_sensor': calibrated, 'category': category, 'ego_pose': [],
              'log': log, 'object_ann': [], 'sample': [], 'sample_data': [], 'sensor': sensor, 'surface_ann': []}
    expected = {}
    for i in range(frames):
        name = f'{version}-log__CAM_FRONT__{1000 + i}'
        sample = token('sample', version, i)
        for key, folder in ((True, 'samples'), (False, 'sweeps')):
            pose = row('ego_pose', version, i, key, translation=[0, 0, 0], rotation=[1, 0, 0, 0], timestamp=i,
                       rotation_rate=[0, 0, 0], acceleration=[0, 0, 0], speed=0)
            tables['ego_pose'].append(pose)
            tables['sample_data'].append(
                row('sample_data', version, i, key, sample_token=sample, ego_pose_token=pose['token'],
                    calibrated_sensor_token=calibrated[0]['token'], filename=f'{folder}/CAM_FRONT/{name}.jpg',
                    fileformat='jpg', width=WIDTH, height=HEIGHT, timestamp=i, is_key_frame=key, prev='', next=''))
        camera = tables['sample_data'][-2]['token']
        tables['sample'].append({'token': sample, 'timestamp': i, 'log_token': log[0]['token'],
                                 'key_camera_token': camera})
        if not annotated:
            continue
        surfaces, objects = [], []
        by_name = {entry['name']: entry['token'] for entry in category}
        if i != 1:  # one frame has objects only
            road = np.zeros((HEIGHT, WIDTH), bool)
            road[HEIGHT // 2:] = True
            ego = np.zeros((HEIGHT, WIDTH), bool)
            ego[-3:, 10:30] = True
            for kind, mask in (('flat.driveable_surface', road), ('vehicle.ego', ego)):
                surfaces.append((kind, mask, row('surface_ann', version, i, kind, sample_data_token=camera,
                                                 category_token=by_name[kind], mask=encode(mask))))
        kinds = [kind for kind in CATEGORIES if kind not in ('flat.driveable_surface', 'vehicle.ego')]
        for k in range(0 if i == 2 else 9):  # and one has none
            kind = kinds[(5 * i + 7 * k) % len(kinds)]
            x1, y1 = int(random.integers(0, WIDTH - 12)), int(random.integers(0, HEIGHT - 10))
            x2, y2 = x1 + int(random.integers(4, 12)), y1 + int(random.integers(4, 10))
            mask = None if k == 8 else ellipse(x1, y1, x2, y2)  # masks may be missing
            objects.append((kind, mask, row('object_ann', version, i, k, sample_data_token=camera,
                                            category_token=by_name[kind], attribute_tokens=[attribute[0]['token']],
                                            bbox=[x1, y1, x2, y2], mask=None if mask is None else encode(mask))))
        tables['surface_ann'] += [entry for _, _, entry in surfaces]
        tables['object_ann'] += [entry for _, _, entry in objects]
        semantic = np.zeros((HEIGHT, WIDTH), np.uint8)
        for kind, mask, entry in surfaces + sorted(objects, key=lambda own: own[2]['token']):
            if mask is None:
                continue
            decoded = coco.decode({**entry['mask'], 'counts': base64.b64decode(entry['mask']['counts'])})
            assert (decoded == mask).all()
            semantic[decoded == 1] = IDS.get(kind, 255)
        boxes = [{'name': kind, 'bbox': entry['bbox'], 'token': entry['token']} for kind, _, entry in objects]
        expected[name] = {'semantic': base64.b64encode(semantic.tobytes()).decode(), 'boxes': boxes}
    return {'tables': tables, 'frames': expected}


def rectangles():
    """Runs of up to millions of pixels, as in the release's 1600x900 images, as [x, y, width, height]."""
    cases = []
    for x, y, w, h in ((0, 0, 1600, 900), (0, 0, 0, 0), (1599, 899, 1, 1), (3, 0, 1, 900), (100, 200, 1300, 400)):
        mask = np.zeros((900, 1600), np.uint8, order='F')
        mask[y:y + h, x:x + w] = 1
        rle = coco.encode(mask)
        cases.append({'size': list(rle['size']), 'counts': base64.b64encode(rle['counts']).decode(), 'box': [x, y, w, h]})
    return cases


print(json.dumps({
    'width': WIDTH, 'height': HEIGHT,
    'versions': {'v1.0-train': miniature('v1.0-train', 3), 'v1.0-val': miniature('v1.0-val', 1),
                 'v1.0-test': miniature('v1.0-test', 1, annotated=False)},
    'rectangles': rectangles(),
}))
