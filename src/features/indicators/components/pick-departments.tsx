'use client';

import { useRef } from 'react';
import { useFormState } from '@/ui/form';

export type DepartmentGroup = { key: string; label: string; departments: { id: number; name: string; checked?: boolean }[] };
type PickDepartmentsProps = { legend: string /** «Cả nhóm» */; all: string; groups: DepartmentGroup[] };

/** Departments to tick, by kind; one tick takes a whole kind. Posts `departmentIds`. */
export function PickDepartments({ legend, all, groups }: PickDepartmentsProps) {
  const { errors } = useFormState();
  const problem = errors.departmentIds?.[0];
  return (
    <fieldset id="field-departmentIds" className={problem ? 'field invalid' : 'field'}>
      <legend>{legend}</legend>
      {problem && <p className="problem">{problem}</p>}
      {groups.map(({ key, ...group }) => (
        <Group key={key} {...group} all={all} />
      ))}
    </fieldset>
  );
}

function Group({ label, departments, all }: Omit<DepartmentGroup, 'key'> & { all: string }) {
  const boxes = useRef<HTMLDivElement>(null);
  const tickAll = (checked: boolean) => {
    for (const box of boxes.current?.querySelectorAll('input') ?? []) box.checked = checked;
  };
  return (
    <fieldset className="mt-2">
      <legend className="small font-strong">{label}</legend>
      {departments.length > 1 && (
        <label className="check-item small muted">
          <input type="checkbox" onChange={(event) => tickAll(event.target.checked)} />
          {all}
        </label>
      )}
      <div className="checks max-h-none" ref={boxes}>
        {departments.map(({ id, name, checked }) => (
          <label key={id} className="check-item">
            <input type="checkbox" name="departmentIds[]" value={id} defaultChecked={checked} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
