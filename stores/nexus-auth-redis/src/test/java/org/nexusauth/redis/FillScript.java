package org.nexusauth.redis;

/** Many revocations at once, as the store itself would have written them. */
final class FillScript {
  /** KEYS: the hash, the stream. ARGV: how many, until when. */
  static final String SCRIPT =
      """
      local first = tonumber(redis.call('HGET', KEYS[1], 'sequence'))
      for i = first + 1, first + tonumber(ARGV[1]) do
        local number = string.format('%d', i)
        local subject = string.char(1) .. string.sub(redis.sha1hex(number), 1, 16)
        redis.call('XADD', KEYS[2], '0-' .. number, 's', subject, 't', '1',
          'a', '1764000000000000', 'b', '', 'u', ARGV[2], 'r', 'leaked in a repository')
        redis.call('HSET', KEYS[1], subject, number)
      end
      redis.call('HINCRBY', KEYS[1], 'sequence', ARGV[1])
      redis.call('HINCRBY', KEYS[1], 'entries', ARGV[1])
      """;

  private FillScript() {}
}
