import { useState } from 'react';

const keyOf = (assignmentId: string) => `hitl-comment-${assignmentId}`;

/** What is to go with the next submission; kept on this machine until it has gone. */
export function keptComment(assignmentId: string) {
  return localStorage.getItem(keyOf(assignmentId)) ?? '';
}

export function forgetComment(assignmentId: string) {
  localStorage.removeItem(keyOf(assignmentId));
}

export function useComment(assignmentId: string) {
  const [comment, setComment] = useState(() => keptComment(assignmentId));
  return {
    comment,
    setComment: (text: string) => {
      if (text === '') forgetComment(assignmentId);
      else localStorage.setItem(keyOf(assignmentId), text);
      setComment(text);
    },
  };
}
