// bpmnlint's own rule reports two messages with the same name as a mistake. In Zeebe the correlation key distinguishes
// messages, too, and a process that waits for the answers of several parts has one message for each.
const { is } = require('bpmnlint-utils');
const original = require('bpmnlint/rules/global');

const notUnique = 'Element name is not unique';

const keyOf = (message) =>
  (message.extensionElements?.values || []).find((value) => is(value, 'zeebe:Subscription'))?.correlationKey;

const hasItsOwnKey = (message, definitions) =>
  definitions.rootElements.every(
    (other) =>
      other === message || !is(other, 'bpmn:Message') || other.name !== message.name || keyOf(other) !== keyOf(message));

module.exports = () => {
  const { check } = original();
  return {
    check: (node, reporter) =>
      check(node, {
        report: (id, message) => {
          const element = node.rootElements.find((root) => root.id === id);
          if (message !== notUnique || !is(element, 'bpmn:Message') || !hasItsOwnKey(element, node)) {
            reporter.report(id, message);
          }
        },
      }),
  };
};
