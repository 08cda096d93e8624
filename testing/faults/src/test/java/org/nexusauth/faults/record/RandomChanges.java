package org.nexusauth.faults.record;

import static org.nexusauth.faults.record.RecordNode.ADMIN;
import static org.nexusauth.faults.record.RecordNode.CONTEXT;
import static org.nexusauth.faults.record.RecordNode.ORGANIZATION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;

/** Changes the keys of one integration at random, and says each change. Used by one thread. */
final class RandomChanges implements Runnable {
  private static final PageRequest NEWEST = new PageRequest(50, null);

  private final RecordNode node;
  private final String integrationId;
  private final Random random = new Random();
  private final Consumer<String> out;
  private final List<KeyRef> keys = new ArrayList<>();

  RandomChanges(RecordNode node, String integrationId, Consumer<String> out) {
    this.node = node;
    this.integrationId = integrationId;
    this.out = out;
  }

  @Override
  public void run() {
    readKeys();
    while (true) {
      try {
        changeAny();
      } catch (ManagementException e) {
        requireExpected(e);
      }
    }
  }

  private void readKeys() {
    ApiKeyQuery all =
        new ApiKeyQuery(ORGANIZATION, integrationId, null, null, null, null, null, Instant.now());
    node.read(records -> records.listApiKeys(all, NEWEST)).items().stream()
        .map(ApiKeyRecord::ref)
        .forEach(keys::add);
  }

  /** Another node's change, or a database that is away: nothing was promised. */
  private static void requireExpected(ManagementException e) {
    if (e.kind() != Kind.CONFLICT && e.kind() != Kind.UNAVAILABLE) {
      throw e;
    }
  }

  private void changeAny() {
    if (isDisabled()) {
      change(ChangeLine.ENABLE, integrationId, this::enable);
      return;
    }
    int draw = random.nextInt(100);
    if (keys.isEmpty() || draw < 25) {
      make(
          ChangeLine.CREATE,
          integrationId,
          () -> RecordNode.generate(node.services(), integrationId));
    } else if (draw < 35) {
      change(ChangeLine.DISABLE, integrationId, this::disable);
    } else {
      changeKey(keys.get(random.nextInt(keys.size())), draw);
    }
  }

  private boolean isDisabled() {
    return node.services().integrations().get(ADMIN, ORGANIZATION, integrationId).disablement()
        != null;
  }

  private void enable() {
    node.services()
        .integrations()
        .enable(CONTEXT, ORGANIZATION, integrationId, ExpectedVersion.ANY);
  }

  private void disable() {
    node.services()
        .integrations()
        .disable(CONTEXT, ORGANIZATION, integrationId, "unpaid", ExpectedVersion.ANY);
  }

  private void changeKey(KeyRef key, int draw) {
    ApiKeys apiKeys = node.services().apiKeys();
    KeyLifecycle lifecycle = apiKeys.get(ADMIN, key).record().lifecycle();
    if (lifecycle.revocation() != null) {
      keys.remove(key);
    } else if (draw < 50) {
      KeyRevocationRequest order = new KeyRevocationRequest(Cause.LEAKED, "", null);
      change(
          ChangeLine.REVOKE,
          key.keyId(),
          () -> apiKeys.revoke(CONTEXT, key, order, ExpectedVersion.ANY));
    } else if (lifecycle.rotation() == null) {
      make(ChangeLine.ROTATE, key.keyId(), () -> RecordNode.rotate(node.services(), key));
    } else {
      change(
          ChangeLine.CANCEL,
          key.keyId(),
          () -> apiKeys.cancelRotation(CONTEXT, key, ExpectedVersion.ANY));
    }
  }

  private void change(String action, String subjectId, Runnable change) {
    out.accept(ChangeLine.beginOf(action, subjectId));
    change.run();
    out.accept(ChangeLine.doneOf(action, subjectId));
  }

  /** Makes a key; some are used, so that the grace of their predecessors begins. */
  private void make(String action, String subjectId, Supplier<Generated> maker) {
    out.accept(ChangeLine.beginOf(action, subjectId));
    Generated made = maker.get();
    keys.add(made.record().ref());
    out.accept(ChangeLine.doneOf(action, subjectId, made.key().id(), made.key().text()));
    if (random.nextBoolean()) {
      node.grants(made.key().text());
    }
  }
}
