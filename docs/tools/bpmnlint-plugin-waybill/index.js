module.exports = {
  configs: {
    recommended: {
      rules: {
        'no-implicit-end': 'error',
      },
    },
  },
};
