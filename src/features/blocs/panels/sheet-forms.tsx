import { getTranslations } from 'next-intl/server';
import { formatEntry } from '@/domain/number';
import { Field, Form, Select } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import { addItemAction, removeItemAction, scoreAction } from '../actions';
import { Ends, Place, Seen } from '../components/form-parts';
import type { BlocMember, BlocYear, ScoreItem } from '../queries';
import { ITEM_KINDS } from '../rules';

/** Adds a criterion to the score sheet. */
export async function AddItemButton({ blocId, year }: { blocId: number; year: number }) {
  const [t, tCommon] = await Promise.all([getTranslations('blocs'), getTranslations('common')]);
  const labels = {
    ...{ code: t('fields.code'), name: t('fields.item'), heading: t('fields.heading') },
    ...{ kind: t('fields.itemKind'), maxPoints: t('fields.maxPoints') },
  };
  return (
    <DialogButton button={t('addItem')} title={t('addItem')}>
      <Form action={addItemAction} labels={labels}>
        <Place blocId={blocId} year={year} />
        <Field name="code" label={labels.code} />
        <Field name="name" label={labels.name} />
        <Field name="heading" label={labels.heading} hint={t('headingHint')} optional={tCommon('optional')} />
        <Select
          name="kind"
          label={labels.kind}
          hint={t('bonusKindHint')}
          choices={ITEM_KINDS.map((kind) => ({ value: kind, label: t(`itemKind.${kind}`) }))}
        />
        <Field name="maxPoints" type="number-vi" label={labels.maxPoints} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Takes a criterion off the score sheet. */
export async function RemoveItemButton({ item }: { item: ScoreItem }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton
      button={t('removeItem')}
      size="small"
      variant="bare"
      label={t('removeItemOf', { name: item.name })}
      title={t('removeItemTitle', { name: item.name })}
      consequence={t('removeItemBody')}
    >
      <Form action={removeItemAction}>
        <input type="hidden" name="itemId" value={item.id} />
        <Ends save={t('removeItem')} variant="danger" />
      </Form>
    </DialogButton>
  );
}

const HINT = { POINTS: 'scoreHint', BONUS: 'bonusHint', PENALTY: 'penaltyHint' } as const;

/** The points of one unit, criterion by criterion: its own, and the verified ones. */
export async function ScoreButton({ member, items, points }: { member: BlocMember } & Pick<BlocYear, 'items' | 'points'>) {
  const t = await getTranslations('blocs');
  const title = t('scoreOf', { name: member.organisation });
  const name = (item: ScoreItem) => `${item.code} ${item.name}`;
  const labels = Object.fromEntries(
    items.flatMap((item, at) =>
      (['self', 'verified'] as const).map((which) => [`scores.${at}.${which}`, `${name(item)}: ${t(`fields.${which}`)}`]),
    ),
  );
  return (
    <DialogButton wide button={t('score')} size="small" label={title} title={title}>
      <Form action={scoreAction} labels={labels}>
        <Seen member={member} />
        {items.map((item, at) => {
          const known = points.find(({ itemId, memberId }) => itemId === item.id && memberId === member.id);
          const hint = t(HINT[item.kind], { max: formatEntry(item.maxPoints) });
          return (
            <fieldset key={item.id}>
              <legend>
                <b>{name(item)}</b> <span className="muted small">{hint}</span>
              </legend>
              <input type="hidden" name={`scores.${at}.itemId`} value={item.id} />
              <div className="columns">
                {(['self', 'verified'] as const).map((which) => (
                  <Field
                    key={which}
                    name={`scores.${at}.${which}`}
                    type="number-vi"
                    label={t(`fields.${which}`)}
                    initial={known?.[which] ? formatEntry(known[which]) : ''}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
        <Ends />
      </Form>
    </DialogButton>
  );
}
