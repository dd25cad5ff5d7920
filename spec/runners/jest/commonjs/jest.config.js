module.exports = {
  testMatch: ['<rootDir>/spec/**/*.spec.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.[jt]s$': 'ts-jest' },
  transformIgnorePatterns: ['/node_modules/(?!(web-pubsub-bindings|jose)/)'],
};
