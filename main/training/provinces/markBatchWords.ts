import type { Refusal } from '../../contract/upstream.ts';
import {
  doneBeforeCode,
  doneCode,
  reasons,
  type Transaction,
} from '../../infra/upstream/adapters/markBatch/wire.ts';

/** The envelope of 模拟省份甲 as it answers. */
export interface Said {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

export type Handlers = {
  readonly [Code in Transaction]?: (fields: Readonly<Partial<Record<string, string>>>) => Said;
};

export const said = (code: string, message = '', data: unknown = null): Said => ({ code, message, data });
export const doneSaid = (data: unknown): Said => said(doneCode, '成功', data);
export const beforeSaid = (data: unknown): Said => said(doneBeforeCode, '已办理', data);
export const reasonSaid = ({ code, reason }: Pick<Refusal, 'code' | 'reason'>): Said =>
  said(reasons.to(code), reason);
