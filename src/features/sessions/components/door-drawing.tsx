/** How far each of 42 units stands from its plan, in the drawing's own units: a fixed picture, never live figures. */
const GAPS = [
  -74, -61, -48, -35, -22, -16, -13, -12.5, -7.5, -5, -4.5, -3, 1.5, 3.5, 7, 9.5, 13.5, 15.5, 16, 20, 25, 25.5, 31.5, 34, 37, 41, 46, 49.5,
  50.5, 56, 57.5, 62.5, 66, 71, 77.5, 79, 83.5, 87.5, 90, 96.5, 101, 102.5,
];
const STEP = 15.2;
const SHORT = 5;

/** Beside the door: a skyline over a double rule. Decoration. */
export function DoorDrawing() {
  const last = GAPS.length - 1;
  return (
    <svg className="w-full max-w-[40rem]" viewBox="0 0 640 300" aria-hidden="true">
      {GAPS.map((gap, index) => {
        const isNamed = index < SHORT || index === last;
        return (
          <rect
            key={gap}
            x={index * STEP + (isNamed ? 0 : 2.5)}
            y={gap < 0 ? 150 : 150 - gap}
            width={isNamed ? 10.5 : 5.5}
            height={Math.abs(gap)}
            className={index < SHORT ? 'fill-miss' : index === last ? 'fill-primary' : 'fill-chart-quiet'}
          />
        );
      })}
      <path className="stroke-ink" d="M0 150h640" strokeWidth={2} />
      <path className="stroke-ink" d="M0 268h640M0 274h640" strokeWidth={1.5} />
    </svg>
  );
}
