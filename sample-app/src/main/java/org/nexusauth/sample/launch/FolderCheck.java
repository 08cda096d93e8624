package org.nexusauth.sample.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that no other user can put a file of their own into a folder, or has done so. Where the
 * file system has no POSIX permissions it checks nothing.
 *
 * @param folder the folder, which is there
 */
record FolderCheck(Path folder) {

  private static final int STICKY = 01000;

  void requireSafe() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    UserPrincipal user = findUser();
    requireOwner(folder, user);
    Path real = folder.toRealPath();
    requireOwner(real, user);
    if (isWritableByOthers(real)) {
      throw unsafe(real, "can be written by other users", "chmod 700 " + real);
    }
    requireSafeParents(real);
    try (Stream<Path> files = Files.list(real)) {
      for (Path file : files.toList()) {
        checkFile(file, user);
      }
    }
  }

  /** The owner of a file that this process makes there. */
  private UserPrincipal findUser() throws IOException {
    Path probe = Files.createTempFile(folder, "owner", ".probe");
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  private static void checkFile(Path file, UserPrincipal user) throws IOException {
    try {
      if (Files.isSymbolicLink(file)) {
        throw unsafe(file, "is a link", "remove it");
      }
      requireOwner(file, user);
      if (isWritableByOthers(file)) {
        throw unsafe(file, "can be written by other users", "chmod 600 " + file);
      }
    } catch (NoSuchFileException e) {
      // Another node's file that it wrote beside and moved.
    }
  }

  private static void requireOwner(Path file, UserPrincipal user) throws IOException {
    UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(user)) {
      throw unsafe(
          file, "belongs to " + owner.getName() + ", not to " + user.getName(), "remove it");
    }
  }

  /** In a folder that all can write and that is not sticky, others can exchange this one. */
  private static void requireSafeParents(Path real) throws IOException {
    for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
      boolean open =
          Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_WRITE);
      if (open && ((Integer) Files.getAttribute(parent, "unix:mode") & STICKY) == 0) {
        throw unsafe(parent, "can be written by all users", "chmod o-w " + parent);
      }
    }
  }

  private static boolean isWritableByOthers(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    return List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE).stream()
        .anyMatch(mode::contains);
  }

  private static LaunchException unsafe(Path file, String what, String remedy) {
    return LaunchException.of(
        file
            + " "
            + what
            + ": another user could replace the keys or what is revoked. To correct it: "
            + remedy
            + ". Or choose another: --data DIR");
  }
}
