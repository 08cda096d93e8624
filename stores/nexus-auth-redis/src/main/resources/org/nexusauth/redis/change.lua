-- Appends a change if the numbers of its subject's entries are still those that the caller has
-- seen; else returns the numbers and the entries.
-- seen: the numbers. staying: those that stay, each followed by a space. replaced: the numbers
-- of the entries that the change replaces, or ''.
-- state: 1 revoked immediately, whatever clock a reader has, 2 switched off, 3 switched on,
-- 4 revoked from effective_at on, by each reader's clock, 5 not revoked after effective_at.
local hash, stream = KEYS[1], KEYS[2]
local subject, seen, staying, replaced = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local state, effective_at, issued_before, until_at, reason =
  ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local sequence = redis.call('HGET', hash, 'sequence')
if not sequence or redis.call('HEXISTS', hash, 'generation') == 0 then
  return false
end
local known = redis.call('HGET', hash, subject) or ''
if known ~= seen then
  local found = { known }
  for number in string.gmatch(known, '%d+') do
    found[#found + 1] = redis.call('XRANGE', stream, '0-' .. number, '0-' .. number)[1]
  end
  return found
end
-- The stream first: if it fails, nothing was changed.
local number = string.format('%d', tonumber(sequence) + 1)
redis.call('XADD', stream, '0-' .. number, 's', subject, 't', state, 'a', effective_at,
  'b', issued_before, 'u', until_at, 'r', reason)
local deleted = 0
for one in string.gmatch(replaced, '%d+') do
  deleted = deleted + redis.call('XDEL', stream, '0-' .. one)
end
redis.call('HSET', hash, 'sequence', number, subject, staying .. number)
redis.call('HINCRBY', hash, 'entries', 1 - deleted)
return 1
