import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { client } from './api';
import classes from './client.module.css';

/** A picture of the account's, fetched with its key. */
export function Picture({ url, name }: { url: string; name: string }) {
  const picture = useQuery({ queryKey: ['client', 'file', url], queryFn: () => client.file(url) });
  const [address, setAddress] = useState<string | null>(null);

  useEffect(() => {
    if (!picture.data) return;
    const made = URL.createObjectURL(picture.data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture.data]);

  if (picture.isError) return <Failure failure={picture.error} retry={picture.refetch} />;
  return address ? <img className={classes.picture} src={address} alt={name} /> : <Loading />;
}
