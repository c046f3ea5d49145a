'use server';

import { formAction } from '@/server/form-action';
import { voidAttachment } from './commands';

export const voidAttachmentAction = formAction(voidAttachment, { done: 'attachments.voided' });
