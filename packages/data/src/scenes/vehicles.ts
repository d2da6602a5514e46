import { car, van } from './cars.js';
import { bus, tram, truck } from './largeVehicles.js';
import type { Stage } from './stage.js';
import type { Vehicle } from './vehicleParts.js';

export type VehicleKind = 'car' | 'van' | 'truck' | 'bus' | 'train';

/** Chooses a vehicle with random dimensions and appearance. It is not drawn on the canvas yet. */
export function drawVehicle(stage: Stage, kind: VehicleKind): Vehicle {
  switch (kind) {
    case 'car':
      return car(stage);
    case 'van':
      return van(stage);
    case 'truck':
      return truck(stage);
    case 'bus':
      return bus(stage);
    case 'train':
      return tram(stage);
  }
}
