import type { enAdmin } from './enAdmin';

export const koAdmin: typeof enAdmin = {
  invitation: {
    title: '환영합니다',
    hint: '시작하려면 이름과 비밀번호를 정하세요.',
    name: '이름',
    password: '비밀번호 (12자 이상)',
    accept: '참여하기',
    gone: '이미 사용했거나 취소되었거나 기한이 지난 초대입니다. 새 초대를 요청하세요.',
  },
};
