import { useEffect, useRef } from 'react';
import type { Document } from '../../main/contract/methods.ts';
import { toBlob } from './toBlob.ts';

/** A picture from bytes of the host. Its address is given back when the picture goes. */
export function BytesImage(props: {
  readonly file: Pick<Document, 'bytes' | 'mediaType'>;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}) {
  const image = useRef<HTMLImageElement>(null);
  const { file } = props;
  useEffect(() => {
    const url = URL.createObjectURL(toBlob(file));
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return <img ref={image} alt={props.alt} width={props.width} height={props.height} />;
}
