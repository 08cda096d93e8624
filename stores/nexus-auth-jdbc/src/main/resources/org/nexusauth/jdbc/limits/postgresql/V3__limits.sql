-- Counters of limits that nodes share. Run by the application itself at its start, or by a DBA before
-- it. Needs none of the other tables of Nexus Auth.
-- The tables are unlogged: a debit writes no log, and a crash of the server empties all of them
-- together, so that the next generation tells nodes that the counters begin anew.

-- One row. Made by the first node that finds none.
CREATE UNLOGGED TABLE nexus_auth_limit_generation (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  generation VARCHAR(36) NOT NULL
);

-- A row a key. Ids are 128 bits of SHA-256; kind: 1 key. The arrays have an element a window: its
-- length, the second since 1970 at which it ends, and what is debited in it. The first ones are
-- those of the key's plan; others go on, from a plan that the key had, until they end.
CREATE UNLOGGED TABLE nexus_auth_limit_counter (
  id_high BIGINT NOT NULL,
  id_low BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  window_seconds BIGINT[] NOT NULL,
  window_ends BIGINT[] NOT NULL,
  used BIGINT[] NOT NULL,
  last_end BIGINT NOT NULL,
  PRIMARY KEY (id_high, id_low, kind)
) WITH (fillfactor = 70);

CREATE INDEX nexus_auth_limit_counter_end ON nexus_auth_limit_counter (last_end);

-- Debits a batch. The rows are locked in the order of the wants: callers sort them by key, else two
-- batches could wait for each other.
-- wants: for each want id_high, id_low, kind, tokens and the number n of its windows, then n lengths,
-- n phases, n quotas and n numbers of tokens that were spent without asking.
-- grants: for each want the tokens granted and the time in milliseconds, then n ends and n numbers of
-- what is debited.
CREATE FUNCTION nexus_auth_limit_take(wants BIGINT[], OUT generation VARCHAR, OUT grants BIGINT[])
  LANGUAGE plpgsql
AS $$
DECLARE
  counter nexus_auth_limit_counter%ROWTYPE;
  next INTEGER := 1;
  n INTEGER;
  granted BIGINT;
  now_millis BIGINT;
  now_second BIGINT;
  lengths BIGINT[];
  ends BIGINT[];
  counts BIGINT[];
  known INTEGER;
  changes BOOLEAN;
  latest BIGINT;
BEGIN
  -- Until this transaction ends. Statistics of a table that was just empty would have its rows searched.
  PERFORM set_config('synchronous_commit', 'off', TRUE), set_config('lock_timeout', '200ms', TRUE),
    set_config('enable_seqscan', 'off', TRUE);
  SELECT one.generation INTO generation FROM nexus_auth_limit_generation one WHERE id = 1;
  IF NOT FOUND THEN
    INSERT INTO nexus_auth_limit_generation VALUES (1, gen_random_uuid()) ON CONFLICT DO NOTHING;
    SELECT one.generation INTO generation FROM nexus_auth_limit_generation one WHERE id = 1;
  END IF;
  grants := '{}';
  WHILE next <= cardinality(wants) LOOP
    granted := wants[next + 3];
    n := wants[next + 4];
    lengths := wants[next + 5 : next + 4 + n];
    changes := n > 0 AND (granted > 0 OR 0 < ANY (wants[next + 5 + 3 * n : next + 4 + 4 * n]));

    LOOP
      IF changes THEN
        SELECT * INTO counter FROM nexus_auth_limit_counter
          WHERE id_high = wants[next] AND id_low = wants[next + 1] AND kind = wants[next + 2]
          FOR UPDATE;
      ELSE
        SELECT * INTO counter FROM nexus_auth_limit_counter
          WHERE id_high = wants[next] AND id_low = wants[next + 1] AND kind = wants[next + 2];
      END IF;
      EXIT WHEN FOUND OR NOT changes;
      INSERT INTO nexus_auth_limit_counter
        VALUES (wants[next], wants[next + 1], wants[next + 2], '{}', '{}', '{}', 0)
        ON CONFLICT DO NOTHING RETURNING * INTO counter;
      EXIT WHEN FOUND;
    END LOOP;

    -- After the lock: what waits for it is debited from the windows of the time when it gets it.
    now_millis := floor(extract(epoch FROM clock_timestamp()) * 1000);
    now_second := now_millis / 1000;

    IF counter.window_seconds[1 : n] = lengths THEN
      lengths := counter.window_seconds;
      ends := counter.window_ends;
      counts := counter.used;
    ELSE
      ends := array_fill(0, ARRAY[n]);
      counts := ends;
      FOR i IN 1 .. coalesce(cardinality(counter.window_seconds), 0) LOOP
        known := array_position(lengths, counter.window_seconds[i]);
        IF known IS NOT NULL THEN
          ends[known] := counter.window_ends[i];
          counts[known] := counter.used[i];
        ELSIF counter.window_ends[i] > now_second THEN
          lengths := array_append(lengths, counter.window_seconds[i]);
          ends := array_append(ends, counter.window_ends[i]);
          counts := array_append(counts, counter.used[i]);
        END IF;
      END LOOP;
    END IF;

    -- A clock that was set back by less than a window goes on with the next one.
    FOR i IN 1 .. n LOOP
      IF ends[i] <= now_second OR ends[i] > now_second + 2 * lengths[i] THEN
        ends[i] := ((now_second + wants[next + 4 + n + i]) / lengths[i] + 1) * lengths[i]
          - wants[next + 4 + n + i];
        counts[i] := 0;
      END IF;
      counts[i] := counts[i] + wants[next + 4 + 3 * n + i];
      granted := least(granted, wants[next + 4 + 2 * n + i] - counts[i]);
    END LOOP;
    granted := greatest(granted, 0);

    grants := array_append(array_append(grants, granted), now_millis);
    FOR i IN 1 .. n LOOP
      counts[i] := counts[i] + granted;
      grants := array_append(array_append(grants, ends[i]), counts[i]);
    END LOOP;

    IF changes THEN
      latest := 0;
      FOR i IN 1 .. cardinality(ends) LOOP
        latest := greatest(latest, ends[i]);
      END LOOP;
      UPDATE nexus_auth_limit_counter c
        SET window_seconds = lengths, window_ends = ends, used = counts,
          last_end = latest
        WHERE id_high = wants[next] AND id_low = wants[next + 1] AND kind = wants[next + 2];
    END IF;
    next := next + 5 + 4 * n;
  END LOOP;
END
$$;

-- Credits a batch, in the windows that have not ended. The rows are locked in its order.
-- unspent: for each key id_high, id_low, kind, tokens and the number n of windows, then n lengths and
-- n ends.
CREATE FUNCTION nexus_auth_limit_give_back(unspent BIGINT[]) RETURNS VOID
  LANGUAGE plpgsql
AS $$
DECLARE
  counter nexus_auth_limit_counter%ROWTYPE;
  next INTEGER := 1;
  n INTEGER;
  now_second BIGINT;
  known INTEGER;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', TRUE), set_config('lock_timeout', '200ms', TRUE),
    set_config('enable_seqscan', 'off', TRUE);
  WHILE next <= cardinality(unspent) LOOP
    n := unspent[next + 4];
    SELECT * INTO counter FROM nexus_auth_limit_counter
      WHERE id_high = unspent[next] AND id_low = unspent[next + 1] AND kind = unspent[next + 2]
      FOR UPDATE;
    IF FOUND THEN
      now_second := floor(extract(epoch FROM clock_timestamp()));
      FOR i IN 1 .. n LOOP
        known := array_position(counter.window_seconds, unspent[next + 4 + i]);
        IF counter.window_ends[known] = unspent[next + 4 + n + i]
            AND counter.window_ends[known] > now_second THEN
          counter.used[known] := greatest(counter.used[known] - unspent[next + 3], 0);
        END IF;
      END LOOP;
      UPDATE nexus_auth_limit_counter SET used = counter.used
        WHERE id_high = unspent[next] AND id_low = unspent[next + 1] AND kind = unspent[next + 2];
    END IF;
    next := next + 5 + 2 * n;
  END LOOP;
END
$$;

-- The nodes that were there lately, and when each said so. Made last.
CREATE UNLOGGED TABLE nexus_auth_limit_node (
  node VARCHAR(255) NOT NULL PRIMARY KEY,
  seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
