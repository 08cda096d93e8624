-- Creates the generation in an empty Redis; returns the one that is there, or nothing.
-- replaces: '1' to replace the generation that is there. form: of the subjects' ids.
local hash, stream = KEYS[1], KEYS[2]
local fresh, replaces, form = ARGV[1], ARGV[2], ARGV[3]
local known = redis.call('HGET', hash, 'generation')
if known then
  if replaces ~= '1' then
    return known
  end
  redis.call('HSET', hash, 'generation', fresh)
  return fresh
end
if replaces == '1' or redis.call('EXISTS', hash) + redis.call('EXISTS', stream) > 0 then
  return false
end
redis.call('HSET', hash, 'generation', fresh, 'sequence', '0', 'entries', '0', 'form', form)
return fresh
