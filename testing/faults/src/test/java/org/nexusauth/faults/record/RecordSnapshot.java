package org.nexusauth.faults.record;

import static org.nexusauth.faults.record.RecordNode.ORGANIZATION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/**
 * All records of one instant.
 *
 * @param keys by their ids, which are unique here
 * @param integrations by their ids
 * @param agents by their ids
 * @param events in order
 */
record RecordSnapshot(
    Map<String, ApiKeyRecord> keys,
    Map<String, Integration> integrations,
    Map<String, Agent> agents,
    List<AuditEvent> events) {
  private static final int MAX_EVENTS = 10_000_000;

  static RecordSnapshot readFrom(RecordReader all) {
    ApiKeyQuery keys =
        new ApiKeyQuery(ORGANIZATION, null, null, null, null, null, null, Instant.now());
    IntegrationQuery integrations =
        new IntegrationQuery(ORGANIZATION, null, null, null, null, null, Instant.now());
    return new RecordSnapshot(
        indexed(listAll(page -> all.listApiKeys(keys, page)), key -> key.ref().keyId()),
        indexed(listAll(page -> all.listIntegrations(integrations, page)), Integration::id),
        indexed(listAll(page -> all.listAgents(ORGANIZATION, null, page)), Agent::id),
        all.readAuditEvents(0, MAX_EVENTS));
  }

  private static <T> List<T> listAll(Function<PageRequest, ResultPage<T>> list) {
    List<T> found = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<T> page = list.apply(new PageRequest(PageRequest.MAX_LIMIT, cursor));
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return found;
  }

  private static <T> Map<String, T> indexed(List<T> items, Function<T, String> id) {
    return items.stream().collect(Collectors.toMap(id, Function.identity()));
  }

  /** Returns the state of a key by the records alone. */
  KeyState stateOf(ApiKeyRecord key, Instant now) {
    return KeyStates.stateByRecords(
        key,
        integrations.get(key.ref().integrationId()),
        agents.get(String.valueOf(key.claims().agentId())),
        now);
  }

  /** Returns how many events there are, by action and subject. */
  Map<List<String>, Long> countEvents() {
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event -> List.of(event.action(), event.subjectId()), Collectors.counting()));
  }

  /** Returns how many events have changed the record of a subject, by kind and subject. */
  Map<List<String>, Long> countRecordChanges() {
    return events.stream()
        .filter(event -> !event.before().isEmpty() || !event.after().isEmpty())
        .collect(
            Collectors.groupingBy(
                event -> List.of(event.subjectKind(), event.subjectId()), Collectors.counting()));
  }
}
