-- Notes that a node is there; returns how many were within a time, in milliseconds.
local nodes, node, time = KEYS[1], ARGV[1], tonumber(ARGV[2])
local now = redis.call('TIME')
local millis = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
redis.call('ZREMRANGEBYSCORE', nodes, '-inf', string.format('(%.0f', millis - time))
redis.call('ZADD', nodes, string.format('%.0f', millis), node)
redis.call('PEXPIRE', nodes, string.format('%.0f', 2 * time))
return redis.call('ZCARD', nodes)
