import { describe, expect, it } from 'vitest';
import { heightOver, linePath, place, placeDeviation, placeLine, placeMeter, placeSkyline } from './geometry';

const box = { left: 0, right: 100, top: 0, bottom: 20 };

describe('placeLine', () => {
  it('puts the largest on top and gives the target its own height on the same scale', () => {
    const { points, level } = placeLine([341.2, 322.8, 352.9, 367.3, 386.4], 370, box);
    expect(points.at(1)).toEqual({ x: 25, y: 20 });
    expect(points.at(4)).toEqual({ x: 100, y: 0 });
    expect(level).toBeCloseTo(5.16, 1);
  });

  it('lays a flat series on the middle', () => {
    expect(placeLine([9, 9], 9, box)).toEqual({
      points: [
        { x: 0, y: 10 },
        { x: 100, y: 10 },
      ],
      level: 10,
    });
  });

  it('leaves a gap where there is no value', () => {
    const { points } = placeLine([1, null, 3], null, box);
    expect(points[1]).toBeNull();
    expect(linePath(points)).toBe('M0 20M100 0');
    expect(linePath(placeLine([1, 2, 3], null, box).points)).toBe('M0 20L50 10L100 0');
  });

  it('places a single value at the left', () => {
    expect(placeLine([5], null, box).points).toEqual([{ x: 0, y: 10 }]);
  });
});

describe('placeDeviation', () => {
  it('starts every bar at the plan', () => {
    expect(placeDeviation(104.5)).toEqual({ left: 50, width: 15, short: false, cut: false });
    expect(placeDeviation(97)).toEqual({ left: 40, width: 10, short: true, cut: false });
    expect(placeDeviation(100)).toEqual({ left: 50, width: 0, short: false, cut: false });
  });

  it('cuts what lies past the scale instead of shrinking the others', () => {
    expect(placeDeviation(150)).toEqual({ left: 50, width: 50, short: false, cut: true });
    expect(placeDeviation(60)).toEqual({ left: 0, width: 50, short: true, cut: true });
    expect(place(99.3 - 100, 15)).toBeCloseTo(47.67, 1);
  });
});

describe('placeMeter', () => {
  it('ends a fifth past the target', () => {
    const { filled, at } = placeMeter(19876, 19500);
    expect(filled).toBeCloseTo(84.94, 1);
    expect(at(19500)).toBeCloseTo(83.33, 1);
  });

  it('keeps a far larger value on the track', () => {
    const { filled, at } = placeMeter(150, 50);
    expect(filled).toBeLessThan(100);
    expect(at(50)).toBeGreaterThan(0);
  });

  it('is a plain share when told where it ends', () => {
    expect(placeMeter(12, null, 18).filled).toBeCloseTo(66.67, 1);
    expect(placeMeter(20, null, 18).filled).toBe(100);
  });
});

describe('placeSkyline', () => {
  it('shares one scale above and below the plan', () => {
    const { line, bars } = placeSkyline([-10, -5, 0, 5, 10], 100, 30);
    expect(line).toBe(50);
    expect(bars[0]).toEqual({ top: 50, height: 50 });
    expect(bars[4]).toEqual({ top: 0, height: 50 });
    expect(bars[2]).toEqual({ top: 48.5, height: 1.5 });
  });

  it('cuts an odd unit at the limit', () => {
    expect(placeSkyline([-10, 400], 60, 20)).toEqual({
      line: 40,
      bars: [
        { top: 40, height: 20 },
        { top: 0, height: 40 },
      ],
    });
  });

  it('draws nothing tall when all are on plan', () => {
    expect(placeSkyline([0, 0], 60, 20).bars.every((bar) => bar.height === 1.5)).toBe(true);
  });
});

describe('heightOver', () => {
  it('starts at zero and gives a missing value no height', () => {
    const height = heightOver([204.1, 210, null], 128);
    expect(height(210)).toBe(128);
    expect(height(105)).toBe(64);
    expect(height(null)).toBe(0);
    expect(heightOver([null], 128)(null)).toBe(0);
  });
});
