package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/**
 * The nodes of a case: one that writes, another one with a replica from before the first write, and
 * for each query one that is started for it. What a node writes is in force there before the engine
 * has it, so the others show what the engine did.
 */
final class ReplicatingNodes {
  /** Nodes that a case waits for poll more often than others. */
  private static final FeedSettings QUICK =
      new FeedSettings(
          Duration.ofMillis(10),
          FeedSettings.STANDARD.maxStaleness(),
          FeedSettings.STANDARD.failOpen());

  private final Supplier<RevocationFeed> engine;
  private final Clock clock;
  private final List<RevocationFeed> opened = new ArrayList<>();
  private @Nullable Pair pair;

  private record Pair(ReplicatedStore writing, ReplicatedStore other, RevocationFeed feedOfOther) {}

  ReplicatingNodes(Supplier<RevocationFeed> engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Opens the engine once more; it is closed with the nodes. */
  RevocationFeed openFeed() {
    RevocationFeed feed = engine.get();
    opened.add(feed);
    return feed;
  }

  /** Returns a node with the default settings; the caller closes it. */
  ReplicatedStore startNode(RevocationFeed feed) {
    return startNode(feed, FeedSettings.STANDARD);
  }

  private ReplicatedStore startNode(RevocationFeed feed, FeedSettings settings) {
    return ReplicatedStore.of(feed, settings, clock, new ReplicationListener() {});
  }

  ReplicatedStore writing() {
    return startPair().writing;
  }

  /** Returns the feed of the node that does not write. */
  RevocationFeed feedOfOther() {
    return startPair().feedOfOther;
  }

  private Pair startPair() {
    Pair before = pair;
    if (before != null) {
      return before;
    }
    RevocationFeed feedOfOther = openFeed();
    Pair made = new Pair(startNode(openFeed(), QUICK), startNode(feedOfOther, QUICK), feedOfOther);
    pair = made;
    untilReady(made.writing);
    untilReady(made.other);
    return made;
  }

  /** Returns assertions about the nodes, all of which have read what was written. */
  List<NodeAssertions> assertions() {
    Pair nodes = startPair();
    ReplicatedStore late = startAndClose(nodes.feedOfOther);
    untilAt(late.health().cursor().position(), nodes.other);
    return List.of(
        new NodeAssertions("the node that writes", nodes.writing),
        new NodeAssertions("another node with a replica", nodes.other),
        new NodeAssertions("a node that was started afterwards", late));
  }

  /**
   * A closed node answers from its replica. It does not close the feed, which the other node uses.
   */
  private ReplicatedStore startAndClose(RevocationFeed feed) {
    try (ReplicatedStore node =
        startNode((cursor, max, wait) -> feed.changesAfter(cursor, max, Duration.ZERO))) {
      untilReady(node);
      return node;
    }
  }

  private static void untilReady(ReplicatedStore node) {
    Await.until(
        () -> node.health().ready(),
        () -> "a node has not read the feed to its end: " + describe(node.health()));
  }

  private static void untilAt(long position, ReplicatedStore node) {
    Await.until(
        () -> node.health().cursor().position() >= position,
        () ->
            "a node has not reached the position %s of one that was started now: "
                    .formatted(position)
                + describe(node.health()));
  }

  private static String describe(FeedHealth health) {
    return "it is at " + health.cursor() + ", its problem: " + health.problem();
  }

  /** Closes all nodes and feeds; more can be opened afterwards. */
  void closeAll() throws Exception {
    Pair nodes = pair;
    pair = null;
    if (nodes != null) {
      nodes.writing.close();
      nodes.other.close();
    }
    for (RevocationFeed feed : opened) {
      if (feed instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    opened.clear();
  }
}
