package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.internal.FeedEvents;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;

/**
 * The nodes of a case: one that writes, another one that follows from before the first write, and
 * for each question one that is started for it. What a node writes is in force there before the
 * engine has it, so the others tell what the engine did.
 */
final class ReplicatingNodes {
  /** Nodes that are waited for ask more often than others. */
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
  RevocationFeed open() {
    RevocationFeed feed = engine.get();
    opened.add(feed);
    return feed;
  }

  /** Returns a node that follows as nodes do; whoever asks for it closes it. */
  ReplicatedStore follow(RevocationFeed feed) {
    return follow(feed, FeedSettings.STANDARD);
  }

  private ReplicatedStore follow(RevocationFeed feed, FeedSettings settings) {
    return ReplicatedStore.of(feed, settings, clock, new FeedEvents() {});
  }

  ReplicatedStore writing() {
    return pair().writing;
  }

  /** Returns the engine as the node has it that does not write. */
  RevocationFeed feedOfOther() {
    return pair().feedOfOther;
  }

  private Pair pair() {
    Pair before = pair;
    if (before != null) {
      return before;
    }
    RevocationFeed feedOfOther = open();
    Pair made = new Pair(follow(open(), QUICK), follow(feedOfOther, QUICK), feedOfOther);
    pair = made;
    untilReady(made.writing);
    untilReady(made.other);
    return made;
  }

  /** Returns the nodes, all of which know what was written until now. */
  List<NodeAssertions> judges() {
    Pair nodes = pair();
    ReplicatedStore late = startedNow(nodes.feedOfOther);
    untilAt(late.health().cursor().position(), nodes.other);
    return List.of(
        new NodeAssertions("the node that writes", nodes.writing),
        new NodeAssertions("another node, which follows the feed,", nodes.other),
        new NodeAssertions("a node that was started afterwards", late));
  }

  /** A node that is closed answers from what it has read; this one leaves the feed to the other. */
  private ReplicatedStore startedNow(RevocationFeed feed) {
    try (ReplicatedStore node =
        follow((cursor, max, wait) -> feed.changesAfter(cursor, max, Duration.ZERO))) {
      untilReady(node);
      return node;
    }
  }

  private static void untilReady(ReplicatedStore node) {
    Await.until(
        () -> node.health().ready(),
        () -> "a node has not read the feed to its end: " + told(node.health()));
  }

  private static void untilAt(long position, ReplicatedStore node) {
    Await.until(
        () -> node.health().cursor().position() >= position,
        () ->
            "a node that follows the feed has not come to the position %s that one knows which was"
                    .formatted(position)
                + " started now: "
                + told(node.health()));
  }

  private static String told(FeedHealth health) {
    return "it is at " + health.cursor() + ", its problem: " + health.problem();
  }

  /** Ends all nodes and closes all that was opened; more can be opened afterwards. */
  void close() throws Exception {
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
