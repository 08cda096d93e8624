-- Looks at some changes and deletes those that expired a day ago, by the clock that is behind:
-- Redis's or the caller's. Returns the number to go on from, or 0 at the end.
-- KEYS: the hash, the stream. ARGV: the number to begin at, how many, seconds since the epoch, how
-- many seconds must have passed since a sweep began.
local hash, stream = KEYS[1], KEYS[2]
local clock = tonumber(redis.call('TIME')[1])
local now = math.min(clock, tonumber(ARGV[3]))
if redis.call('HEXISTS', hash, 'generation') == 0 then
  return 0
end
if ARGV[1] == '0' then
  local last = tonumber(redis.call('HGET', hash, 'swept') or '0')
  if clock - last < tonumber(ARGV[4]) then
    return 0
  end
  redis.call('HSET', hash, 'swept', string.format('%d', clock))
end
local page = redis.call('XRANGE', stream, '0-' .. ARGV[1], '+', 'COUNT', ARGV[2])
local number = 0
for _, entry in ipairs(page) do
  number = string.match(entry[1], '%d+$')
  local subject, expiry = entry[2][2], tonumber(entry[2][10])
  if expiry and expiry / 1000000 + 86400 < now then
    local left = {}
    for known in string.gmatch(redis.call('HGET', hash, subject) or '', '%d+') do
      if known ~= number then
        left[#left + 1] = known
      end
    end
    if #left == 0 then
      redis.call('HDEL', hash, subject)
    else
      redis.call('HSET', hash, subject, table.concat(left, ' '))
    end
    redis.call('HINCRBY', hash, 'entries', -redis.call('XDEL', stream, entry[1]))
  end
end
if #page < tonumber(ARGV[2]) then
  return 0
end
return tonumber(number) + 1
