import { expect, it } from 'vitest';
import { nameParts } from './rules';

it('takes a Vietnamese name apart: family, middle, given', () => {
  expect(nameParts('Vũ Thị  Ánh Tuyết')).toEqual({ familyName: 'Vũ', middleName: 'Thị Ánh', givenName: 'Tuyết' });
  expect(nameParts('Lê Sỹ')).toEqual({ familyName: 'Lê', middleName: '', givenName: 'Sỹ' });
  expect(nameParts('Sỹ')).toEqual({ familyName: '', middleName: '', givenName: 'Sỹ' });
});
