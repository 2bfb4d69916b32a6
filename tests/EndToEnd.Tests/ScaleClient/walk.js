// node walk.js GATEWAY KEY ATTACHMENTS: every method of Scale's client against another host; prints what each one gave.
'use strict';
const request = require('request');
const { promisify } = require('util');
const { ScaleClient } = require('scaleapi');

const [gateway, key, image, sound, callback] = process.argv.slice(2);
for (const method of ['get', 'post']) {
  const send = request[method];
  request[method] = (options, done) => send.call(request, { ...options, url: options.url.replace('https://api.scaleapi.com/', gateway) }, done);
}

const client = new ScaleClient(key);
const call = (on, method, ...args) => promisify(on[method]).apply(on, args);
const plain = ({ client: _, ...task }) => task;
const common = { callback_url: callback, instruction: 'Do it.', urgency: 'immediate', metadata: { from: 'node' } };

const creations = {
  createCategorizationTask: { attachment_type: 'text', attachment: 'car', categories: ['big', 'small'] },
  createTranscriptionTask: { attachment_type: 'image', attachment: image, fields: { title: 'Title' } },
  createComparisonTask: { attachment_type: 'image', attachments: [image, image], choices: ['yes', 'no'] },
  createAnnotationTask: { attachment_type: 'image', attachment: image, objects_to_annotate: ['cow'], with_labels: true },
  createPolygonannotationTask: { attachment_type: 'image', attachment: image, objects_to_annotate: ['cow'], with_labels: true },
  createLineannotationTask: { attachment_type: 'image', attachment: image, objects_to_annotate: ['road'], with_labels: true },
  createPointannotationTask: { attachment_type: 'image', attachment: image, objects_to_annotate: ['eye'], with_labels: true },
  createDatacollectionTask: { attachment_type: 'text', attachment: 'Acme', fields: { page: 'Page' } },
  createAudiotranscriptionTask: { attachment_type: 'audio', attachment: sound, verbatim: false },
};

async function main() {
  const walked = { created: {}, fetched: {} };
  for (const [method, params] of Object.entries(creations)) walked.created[method] = await call(client, method, { ...common, ...params });
  const phone = await call(client, 'createTask', 'phonecall', { ...common, script: 'Hello {{name}}', phone_number: '5055006865', entity_name: 'Ann', choices: ['yes', 'no'] });
  walked.canceled = plain(await call(phone, 'cancel'));
  for (const [method, task] of Object.entries(walked.created)) {
    walked.fetched[method] = plain(await call(task, 'refresh'));
    walked.created[method] = plain(task);
  }

  const list = await call(client, 'tasks', { type: 'categorization', status: 'completed', limit: 1, offset: 0 });
  walked.list = { ...list, docs: list.docs.map(plain) };
  walked.refused = await call(client, 'createCategorizationTask', { ...common, attachment_type: 'text', attachment: 'car' }).catch((error) => ({ message: error.message, errcode: error.errcode }));
  console.log(JSON.stringify(walked));
}

main().catch((error) => {
  console.error(error.errcode, error.message || error);
  process.exit(1);
});
