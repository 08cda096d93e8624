package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationStore;

/** The store of records that the cases are about. */
abstract class RecordsUnderTest {
  final RecordFixtures fixtures = new RecordFixtures();

  RecordsUnderTest() {}

  protected abstract ManagementStore store();

  protected abstract KeyUseStore uses();

  protected abstract @Nullable RevocationStore revocations();

  protected abstract @Nullable ManagementStore another();

  protected abstract boolean interrupt();

  protected abstract boolean reopen() throws Exception;

  final <T extends @Nullable Object> T read(Function<RecordReader, T> work) {
    return store().read(work);
  }

  final <T extends @Nullable Object> T write(Function<RecordWriter, T> work) {
    return store().write(work);
  }

  /** Writes, and returns whether it was written. */
  final boolean isWritten(Predicate<RecordWriter> work) {
    return store().write(work::test);
  }

  /** Writes what is new. */
  final void insert(Predicate<RecordWriter> work) {
    assertTrue(isWritten(work), "the record is new, so it must be written");
  }

  /** Writes, and returns nothing. */
  final void change(Consumer<RecordWriter> work) {
    write(
        records -> {
          work.accept(records);
          return true;
        });
  }

  static void assertKind(Kind kind, Executable call) {
    ManagementException thrown = assertThrows(ManagementException.class, call);
    assertEquals(kind, thrown.kind(), "the kind of " + thrown);
  }
}
