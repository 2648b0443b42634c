/** Redis in compose.yaml, where several servers may run. */
export const REDIS_SERVICE = [
  '# What servers count, and the ids of mails that wait: it need not outlive a restart.',
  'redis:',
  '  image: redis:7',
  '  restart: unless-stopped',
  "  command: ['redis-server', '--save', '']",
  '  ports:',
  '    # For servers outside of this file, with REDIS_URL=redis://127.0.0.1:6379.',
  "    - '127.0.0.1:6379:6379'",
  '  healthcheck:',
  "    test: ['CMD', 'redis-cli', 'ping']",
  '    interval: 5s',
  '    timeout: 3s',
  '    retries: 10',
]
