import { Typography } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import mammoth from 'mammoth';
import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import { Loading } from '../shell/Loading';
import { components, schema } from './safe';
import { treeOf } from './wordDocument';

interface Props {
  url: string;
  /** Shown when the file cannot be read. */
  otherwise: ReactNode;
}

/** A Word document (docx) of ours, as text with its headings, lists, tables and pictures; as safe as a stranger's Markdown. */
export default function WordDocument({ url, otherwise }: Props) {
  const document = useQuery({
    queryKey: ['docx', url.split('?')[0]],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(response.statusText);
      const { value } = await mammoth.convertToHtml({ arrayBuffer: await response.arrayBuffer() });
      return treeOf(value);
    },
  });
  if (document.isPending) return <Loading />;
  if (document.isError) return otherwise;
  // The tree takes the place of that of an empty Markdown, and then goes the same way.
  const begin = () => () => structuredClone(document.data);
  return (
    <Typography fz="sm" p="md" style={{ overflowWrap: 'anywhere' }}>
      <ReactMarkdown rehypePlugins={[begin, [rehypeSanitize, schema]]} components={components} urlTransform={keep}>
        {''}
      </ReactMarkdown>
    </Typography>
  );
}

/** The sanitiser has decided which addresses stay. */
const keep = (address: string) => address;
