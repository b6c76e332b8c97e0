const rules = {
  'bpmnlint/global': 'off',
  'bpmnlint/no-implicit-end': 'off',
  'global': 'error',
  'no-implicit-end': 'error',
};

module.exports = {
  configs: {
    process: { rules },
    // The steps to copy are not a process that could run.
    steps: {
      rules: {
        ...rules,
        'bpmnlint/end-event-required': 'off',
        'bpmnlint/no-disconnected': 'off',
        'bpmnlint/no-implicit-start': 'off',
        'bpmnlint/start-event-required': 'off',
        'no-implicit-end': 'off',
      },
    },
  },
};
