// bpmnlint's own rule looks for the association between a compensation event and its undo only directly below the
// process, and so reports every undo in a subprocess as a dead end.
const { is } = require('bpmnlint-utils');
const original = require('bpmnlint/rules/no-implicit-end');

const leadsToAnUndo = (node) =>
  is(node, 'bpmn:BoundaryEvent')
  && (node.$parent.artifacts || []).some((artifact) =>
    is(artifact, 'bpmn:Association') && artifact.sourceRef === node && artifact.targetRef.isForCompensation);

module.exports = () => {
  const { check } = original();
  return { check: (node, reporter) => (leadsToAnUndo(node) ? undefined : check(node, reporter)) };
};
