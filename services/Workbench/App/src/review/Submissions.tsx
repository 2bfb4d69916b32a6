import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { labelOf, sameJson } from '../form/model';
import { When } from '../shell/When';
import { useDesk, useDeskStore } from '../work/desk';
import type { Review } from './api';
import { inWords } from './inWords';
import classes from './review.module.css';

/** Who answered what, side by side; where they differ it says so. */
export function Submissions({ review }: { review: Review }) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const fields = useDesk((desk) => desk.fields);
  const { submissions, comments } = review;
  const words = { yes: t('form.yes'), no: t('form.no'), marks: (count: number) => t('review.marks', { count }) };
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const names = [...new Set(submissions.flatMap((submission) => Object.keys(submission.annotations)))];
  const differs = (name: string) => submissions.some((one) => !sameJson(one.annotations[name], submissions[0]?.annotations[name]));
  return (
    <Stack gap="sm" mb="md">
      {comments.map((comment) => (
        <Text key={comment.end_date} size="sm" className={classes.comment ?? ''}>
          <strong>
            {comment.reviewer_name}, {t(`review.${comment.status}`)}
          </strong>{' '}
          <When at={comment.end_date} />: {comment.comment ?? '—'}
        </Text>
      ))}
      {submissions.map(
        (submission) =>
          submission.comment && (
            <Text key={submission.assignment_id} size="sm" className={classes.comment ?? ''}>
              <strong>{submission.annotator_name}</strong>: {submission.comment}
            </Text>
          ),
      )}
      <div className={classes.scroll}>
        <Table withTableBorder fz="xs" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('review.field')}</Table.Th>
              {submissions.map((submission) => (
                <Table.Th key={submission.assignment_id}>
                  <Group gap={6} wrap="nowrap">
                    {submission.annotator_name}
                    <Button
                      aria-label={t('review.takeAll', { who: submission.annotator_name })}
                      size="compact-xs"
                      variant="default"
                      onClick={() => store.getState().replaceAll(submission.annotations)}
                    >
                      {t('review.take')}
                    </Button>
                  </Group>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {names.map((name) => (
              <Table.Tr key={name} data-differs={differs(name) || undefined}>
                <Table.Th scope="row">
                  {labelOf(fieldOf(name) ?? { name })}{' '}
                  {differs(name) && (
                    <Badge size="xs" color="orange.7" variant="dot">
                      {t('review.differs')}
                    </Badge>
                  )}
                </Table.Th>
                {submissions.map((submission) => (
                  <Table.Td key={submission.assignment_id} className={classes.value ?? ''}>
                    {inWords(fieldOf(name), submission.annotations[name], words)}
                    {differs(name) && submission.annotations[name] !== undefined && (
                      <Button
                        ml={6}
                        size="compact-xs"
                        variant="default"
                        aria-label={t('review.takeOne', { field: labelOf(fieldOf(name) ?? { name }), who: submission.annotator_name })}
                        onClick={() => store.getState().change(name, submission.annotations[name])}
                      >
                        {t('review.take')}
                      </Button>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
