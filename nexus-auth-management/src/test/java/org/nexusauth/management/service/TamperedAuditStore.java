package org.nexusauth.management.service;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/** A store whose events and whose end of the log were changed from outside. */
record TamperedAuditStore(ManagementStore store, List<AuditEvent> events, AuditHead head)
    implements ManagementStore {

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return store.read(records -> work.apply(tampered(records)));
  }

  private RecordReader tampered(RecordReader records) {
    return (RecordReader)
        Proxy.newProxyInstance(
            RecordReader.class.getClassLoader(),
            new Class<?>[] {RecordReader.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "readAuditHead" -> head;
                  case "readAuditEvents" -> readAfter((long) arguments[0]);
                  default -> method.invoke(records, arguments);
                });
  }

  private List<AuditEvent> readAfter(long sequence) {
    return events.stream().filter(event -> event.sequence() > sequence).toList();
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    return store.write(work);
  }

  @Override
  public boolean joinsRevocations() {
    return store.joinsRevocations();
  }

  @Override
  public void close() {}
}
