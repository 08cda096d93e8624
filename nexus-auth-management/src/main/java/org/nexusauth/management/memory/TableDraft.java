package org.nexusauth.management.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table in a transaction: copied at the first write. Used by one thread. */
final class TableDraft<K, V> {
  private Map<K, V> rows;
  private boolean copied;

  TableDraft(Map<K, V> committed) {
    rows = committed;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  Collection<V> values() {
    return rows.values();
  }

  Set<Map.Entry<K, V>> entries() {
    return rows.entrySet();
  }

  void put(K key, V row) {
    copyOnce();
    rows.put(key, row);
  }

  void remove(K key) {
    copyOnce();
    rows.remove(key);
  }

  private void copyOnce() {
    if (!copied) {
      rows = new HashMap<>(rows);
      copied = true;
    }
  }

  /** Returns the rows, which are not written any more. */
  Map<K, V> rows() {
    return rows;
  }
}
