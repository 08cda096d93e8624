package org.nexusauth.sample.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The H2 database in which what was revoked outlasts this process.
 *
 * @param folder the folder that it is in
 */
record RevocationFile(DataFolder folder) {

  /** Named after its first part by H2. */
  static final String FILE = "revocations.mv.db";

  private static final String NAME = "revocations";

  /** Distinguishes a folder whose database was lost from one that has none yet. */
  private static final String MADE = NAME + ".made";

  /**
   * Checks that the database can be used.
   *
   * @throws LaunchException when it was lost, when another process has it, or when its path cannot
   *     stand in a URL of H2
   */
  void requireUsable() {
    Path file = file();
    if (folder.path().toString().contains(";")) {
      throw LaunchException.of(
          folder.path()
              + " has a semicolon in it, which H2 takes for the end of a path."
              + " Choose another: --data DIR");
    }
    if (Files.exists(file)) {
      requireFree(file);
    } else if (Files.exists(folder.file(MADE))) {
      throw LaunchException.of(
          file
              + " is gone, and nothing else knows which keys were revoked. Put it back, or remove "
              + folder.path()
              + " to start with new keys");
    }
    folder.protectFile(FILE); // H2 makes its file by the umask.
  }

  /** Where it is, for JDBC: in this process, left to its last user to close. */
  String url() {
    return "jdbc:h2:file:" + path() + ";TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  /** Where it is, without what H2 adds to its name. */
  Path path() {
    return folder.file(NAME);
  }

  /**
   * Notes that the database is there, so that its loss will be noticed.
   *
   * @return whether it is new
   */
  boolean noteCreated() {
    if (Files.exists(folder.file(MADE))) {
      return false;
    }
    folder.writeText(MADE, "What was revoked is in " + FILE + ": keep both.");
    return true;
  }

  private Path file() {
    return folder.file(FILE);
  }

  /** H2 would say so too, within pages of the server's log. */
  private void requireFree(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(file);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(file);
    } catch (IOException e) {
      throw LaunchException.of(
          "Cannot write " + file + " (" + e.getClass().getSimpleName() + "). Make it writable");
    }
  }

  private LaunchException inUse(Path file) {
    return LaunchException.of(
        file
            + " is in use: another sample runs on "
            + folder.path()
            + ". Stop that one, or choose another folder: --data DIR");
  }
}
