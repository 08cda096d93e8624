-- Adds a change as the next one, if what is known of its subject is still what the caller saw;
-- else returns what is known. A script is one step for everybody else.
-- KEYS: the hash, the stream. ARGV: subject, known numbers as seen, those of them that stay, the
-- one that the change replaces or '', and state, effective at, issued before, until, reason.
-- state: 1 revoked at once, whatever clock a reader has, 2 switched off, 3 switched on, 4 revoked
-- from effective at on, by each reader's clock.
local hash, stream = KEYS[1], KEYS[2]
local sequence = redis.call('HGET', hash, 'sequence')
if not sequence or redis.call('HEXISTS', hash, 'generation') == 0 then
  return false
end
local known = redis.call('HGET', hash, ARGV[1]) or ''
if known ~= ARGV[2] then
  local found = { known }
  for number in string.gmatch(known, '%d+') do
    found[#found + 1] = redis.call('XRANGE', stream, '0-' .. number, '0-' .. number)[1]
  end
  return found
end
-- The stream first: if it refuses, nothing was changed.
local number = string.format('%d', tonumber(sequence) + 1)
redis.call('XADD', stream, '0-' .. number, 's', ARGV[1], 't', ARGV[5], 'a', ARGV[6],
  'b', ARGV[7], 'u', ARGV[8], 'r', ARGV[9])
local replaced = 0
if ARGV[4] ~= '' then
  replaced = redis.call('XDEL', stream, '0-' .. ARGV[4])
end
redis.call('HSET', hash, 'sequence', number, ARGV[1], ARGV[3] .. number)
redis.call('HINCRBY', hash, 'entries', 1 - replaced)
return 1
