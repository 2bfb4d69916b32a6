/** What invited people, reviewers and administrators read. */
export const enAdmin = {
  invitation: {
    title: 'Welcome',
    hint: 'Choose a name and a password to begin.',
    name: 'Name',
    password: 'Password (at least 12 characters)',
    accept: 'Join',
    gone: 'This invitation has been used, withdrawn, or has run out. Ask for a new one.',
  },
};
