-- Makes the generation where there is nothing; returns the one that is there.
-- KEYS: the hash, the stream. ARGV: the new generation, '1' to replace the one that is there, the
-- form of the subjects' ids.
local known = redis.call('HGET', KEYS[1], 'generation')
if known then
  if ARGV[2] ~= '1' then
    return known
  end
  redis.call('HSET', KEYS[1], 'generation', ARGV[1])
  return ARGV[1]
end
if ARGV[2] == '1' or redis.call('EXISTS', KEYS[1]) + redis.call('EXISTS', KEYS[2]) > 0 then
  return false
end
redis.call('HSET', KEYS[1], 'generation', ARGV[1], 'sequence', '0', 'entries', '0',
  'form', ARGV[3])
return ARGV[1]
