import { sm3 } from 'sm-crypto-v2';
import type { Pictures } from '../../app/ports/pictures.ts';
import { developPhoto } from './developPhoto.ts';
import { measureScan } from './measureScan.ts';
import { sealPicture, unsealPicture } from './seal.ts';

/** What happens to pictures beside the core host's thread. */
export type PictureMethodName = keyof Pictures;

export const pictureMethods: Pictures = {
  develop: developPhoto,
  scan: measureScan,
  seal: (bytes) => Promise.resolve(sealPicture(bytes)),
  unseal: async (picture) => unsealPicture(picture),
  check: async (picture) => {
    const bytes = unsealPicture(picture);
    return { bytes, digest: sm3(bytes) };
  },
};
