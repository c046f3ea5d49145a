import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Icon } from './icon';
import { Link, type LinkProps } from './link';

type Look = {
  /** One `main` per view. `icon` needs a `label`. */
  variant?: 'main' | 'plain' | 'bare' | 'danger' | 'icon';
  size?: 'normal' | 'small';
  /** A glyph before the words, or the whole button when `variant` is icon. */
  icon?: LucideIcon;
  iconAfter?: LucideIcon;
  /** The name of an icon button; elsewhere the words are the name. */
  label?: string;
  /** As wide as its place. */
  block?: boolean;
  children?: ReactNode;
};

export type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className' | 'children'> & Look;
export type LinkButtonProps = Omit<LinkProps, 'className' | 'children'> & Look;

const VARIANT = { main: 'main-act', plain: '', bare: 'bare', danger: 'danger', icon: 'icon' };

function look({ variant = 'plain', size, block }: Look): string {
  return ['btn', VARIANT[variant], size === 'small' && 'sm', block && 'across'].filter(Boolean).join(' ');
}

function Words({ icon, iconAfter, size, variant, children }: Look) {
  const iconSize = size === 'small' && variant !== 'icon' ? 's' : 'm';
  return (
    <>
      {icon && <Icon of={icon} size={iconSize} />}
      {children}
      {iconAfter && <Icon of={iconAfter} size={iconSize} />}
    </>
  );
}

export function Button({ variant, size, icon, iconAfter, label, block, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={look({ variant, size, block })} aria-label={label} title={label} {...rest}>
      <Words icon={icon} iconAfter={iconAfter} size={size} variant={variant}>
        {children}
      </Words>
    </button>
  );
}

export function LinkButton({ variant, size, icon, iconAfter, label, block, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={look({ variant, size, block })} aria-label={label} title={label} {...rest}>
      <Words icon={icon} iconAfter={iconAfter} size={size} variant={variant}>
        {children}
      </Words>
    </Link>
  );
}
