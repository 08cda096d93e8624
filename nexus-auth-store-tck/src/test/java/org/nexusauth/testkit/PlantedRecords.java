package org.nexusauth.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/** A store of records with a bug. */
final class PlantedRecords implements ManagementStore {
  final MemoryManagementStore store = new MemoryManagementStore();
  private final RecordBug bug;

  PlantedRecords(RecordBug bug) {
    this.bug = bug;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return store.read(records -> work.apply(planted(RecordReader.class, records)));
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    if (bug != RecordBug.KEEPS_WHAT_A_THROWING_WORK_WROTE) {
      return store.write(records -> work.apply(planted(RecordWriter.class, records)));
    }
    RuntimeException[] thrown = new RuntimeException[1];
    T result =
        store.write(
            records -> {
              try {
                return work.apply(records);
              } catch (RuntimeException e) {
                thrown[0] = e;
                return null;
              }
            });
    if (thrown[0] != null) {
      throw thrown[0];
    }
    return result;
  }

  private <R> R planted(Class<R> type, R records) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(records, method, arguments)));
  }

  private Object call(Object records, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (bug == RecordBug.APPENDS_NO_EVENT && name.equals("appendAuditEvent")) {
      return null;
    }
    if (bug == RecordBug.FORGETS_THE_HEAD && name.equals("readAuditHead")) {
      return AuditHead.EMPTY;
    }
    if (bug == RecordBug.FORGETS_REQUESTS && name.equals("insertIdempotentRequest")) {
      return null;
    }
    if (bug == RecordBug.COUNTS_NOTHING && name.equals("countApiKeys")) {
      return Map.of();
    }
    if (bug == RecordBug.ASSIGNS_NOTHING && name.equals("listPlanAssignments")) {
      return List.of();
    }
    if (bug == RecordBug.ROTATES_NOTHING && name.equals("listOngoingRotations")) {
      return List.of();
    }
    if (bug == RecordBug.COUNTS_NO_USE_OF_PLANS && name.equals("countPlanUse")) {
      return new PlanUse(Map.of(), true);
    }
    if (bug == RecordBug.SUMMARIZES_NOTHING && name.equals("summarizeIntegrations")) {
      return Map.of();
    }
    if (bug == RecordBug.FILTERS_NO_INTEGRATIONS_BY_KEYS && name.equals("listIntegrations")) {
      arguments[0] = withoutKeyFilters((IntegrationQuery) arguments[0]);
    }
    if (bug == RecordBug.ADVANCES_ENDED_ROTATIONS && name.equals("listRotationsToAdvance")) {
      arguments[0] = Instant.EPOCH;
    }
    if (bug == RecordBug.REPEATS_THE_FIRST_PART && name.equals("listAgents")) {
      arguments[2] = new PageRequest(((PageRequest) arguments[2]).limit(), null);
    }
    try {
      Object result = method.invoke(records, arguments);
      if (isTakenForWritten(name)) {
        return true;
      }
      return result;
    } catch (InvocationTargetException e) {
      if (bug == RecordBug.TAKES_ANY_SEQUENCE && name.equals("appendAuditEvent")) {
        return null;
      }
      throw e.getCause();
    }
  }

  private static IntegrationQuery withoutKeyFilters(IntegrationQuery query) {
    return new IntegrationQuery(
        query.organizationId(),
        query.agentId(),
        query.disabled(),
        null,
        null,
        query.text(),
        query.now());
  }

  private boolean isTakenForWritten(String method) {
    return switch (bug) {
      case DENIES_NO_INSERT -> method.equals("insertOrganization");
      case DENIES_NO_UPDATE -> method.equals("updateApiKey");
      case DENIES_NO_PLAN -> method.equals("insertPlan");
      case TAKES_NAMES_TWICE -> method.equals("insertIntegration");
      default -> false;
    };
  }

  @Override
  public boolean joinsRevocations() {
    return false;
  }

  @Override
  public void close() {}
}
