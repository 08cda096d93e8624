package org.nexusauth.jdbc.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nexusauth.revocation.StoreSettingException;

/**
 * The files of an H2 database that this process opens itself: readable and writable by their owner
 * only, where the file system has POSIX permissions. H2 itself leaves that to the umask.
 *
 * @param path where the database is, without what H2 adds to its name
 */
public record H2Files(Path path) {
  private static final Pattern URL = Pattern.compile("jdbc:h2:(?:file:)?([^;]+)(?:;.*)?");

  /** Other file systems and servers: {@code tcp:}, {@code mem:}, {@code split:}; not a drive. */
  private static final Pattern OTHER = Pattern.compile("[A-Za-z]{2,}:.*");

  private static final String DATA = ".mv.db";
  private static final List<String> SUFFIXES = List.of(DATA, ".trace.db", ".lock.db");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** Returns the files of a URL, or empty when it names no file of this process. */
  public static Optional<H2Files> find(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches() || OTHER.matcher(parts.group(1)).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new H2Files(Path.of(expandHome(parts.group(1)))));
    } catch (InvalidPathException e) {
      return Optional.empty(); // H2 reports what is wrong with it.
    }
  }

  private static String expandHome(String path) {
    if (path.startsWith("~/")) {
      return System.getProperty("user.home", "") + path.substring(1);
    }
    return path;
  }

  /**
   * Creates an empty data file, which H2 takes for a new database, and removes the permissions of
   * other users from the files that exist.
   *
   * @param creates false when a missing database must not be created
   * @throws StoreSettingException when the data file is a link to a missing file
   */
  public void restrictPermissions(boolean creates) {
    Path data = with(DATA);
    if (Files.isSymbolicLink(data) && !Files.exists(data)) {
      throw new StoreSettingException(
          JdbcProperties.URL,
          "its data file is a symbolic link to a file that is not there: remove the link");
    }
    if (creates && !Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
      createOwnerOnly(data);
    }
    SUFFIXES.forEach(suffix -> restrictFile(with(suffix)));
  }

  private static void createOwnerOnly(Path data) {
    try {
      Path folder = data.toAbsolutePath().getParent();
      if (folder != null && hasPermissions(Files.createDirectories(folder))) {
        Files.createFile(data, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    } catch (IOException | UnsupportedOperationException e) {
      // H2 reports the failure.
    }
  }

  private static boolean hasPermissions(Path folder) {
    return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
  }

  private static void restrictFile(Path file) {
    try {
      if (Files.exists(file)
          && hasPermissions(file)
          && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
    } catch (IOException e) {
      // The file of another user, who has given this one access.
    }
  }

  private Path with(String suffix) {
    return Path.of(path + suffix);
  }
}
