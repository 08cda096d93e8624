package org.nexusauth.limit.store;

import java.util.List;

/**
 * Counts what all nodes together let pass. A node debits tokens here before it spends them, so that
 * the sum never exceeds a limit, whatever becomes of the node.
 *
 * <p>Windows begin and end by the store's clock; a node's clock decides nothing. A node calls a
 * store from one thread at a time, for many keys at once. Methods block for as long as the engine
 * takes, within the store's own time-outs, and throw any unchecked exception when it does not
 * answer: then they may or may not have taken effect, and the node counts wanted tokens as taken.
 * For this reason no method repeats a call whose outcome is unknown.
 *
 * <p>{@code LimitStoreTck} checks an implementation.
 */
public interface LimitStore extends AutoCloseable {

  /**
   * Debits what was spent, then grants as many of the wanted tokens as every window of the key has
   * left, and debits them from all of them: the same number from each, in one atomic step a key. A
   * want of 0 tokens tells what is used.
   *
   * @return a grant for each want, in the same order
   */
  List<Grant> take(List<Want> wants);

  /** Credits tokens that were not spent, in those windows that have not ended, never below 0. */
  void giveBack(List<Unspent> unspent);

  /**
   * Announces that a node is there.
   *
   * @param node the node's id, of this process alone
   * @return how many nodes were announced in the last 10 seconds, by the store's clock, at least 1
   */
  int announce(String node);

  @Override
  void close();
}
