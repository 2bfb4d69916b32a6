import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { work } from '../api/work';
import { wordsFor } from '../shell/Failure';

interface Props {
  assignmentId: string;
  onTakenBack: () => void;
}

/** Takes a submission or a skip back, as long as its project lets one. */
export function TakeBack({ assignmentId, onTakenBack }: Props) {
  const { t } = useTranslation();
  const undo = useMutation({
    mutationFn: () => work.undo(assignmentId),
    onSuccess: onTakenBack,
    onError: (failure) =>
      notifications.show({ color: 'red', title: t('work.notTakenBack'), message: wordsFor(failure, t('session.unreachable')) }),
  });
  return (
    <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
      {t('work.undoSubmit')}
    </Button>
  );
}
