package org.nexusauth.jdbc.internal.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/** The tables of limits of one kind of database. Stateless. */
interface LimitTables {
  /** How long nodes are counted after they were announced. */
  int NODE_EXPIRY_SECONDS = 10;

  /** How long after their end windows are kept: clocks are set back by less, if they are. */
  int ENDED_WINDOWS_KEPT_SECONDS = 60;

  /** How many rows of ended windows are deleted at a time. */
  int CLEANING_BATCH_SIZE = 500;

  /** Returns how many keys a transaction changes at most: it ends within the time-outs by far. */
  int maxBatchSize();

  /** Debits the wants of a batch, and returns a grant for each, in the same order. */
  List<Grant> take(Connection connection, List<Want> wants) throws SQLException;

  /** Credits tokens in the windows that have not ended. */
  void giveBack(Connection connection, List<Unspent> unspent) throws SQLException;

  /** Notes that a node is there, and returns how many are. */
  int announce(Connection connection, String node) throws SQLException;

  /** Deletes a batch of the windows that ended, and returns whether none are left. */
  boolean deleteEnded(Connection connection) throws SQLException;
}
