package org.nexusauth.sample.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A folder that its owner alone can look into, and files of text in it that its owner alone can
 * read. Where the file system knows no POSIX permissions, the folder above must protect it.
 *
 * @param path the folder
 */
record DataFolder(Path path) {

  /** Takes the folder as it is, or makes it. */
  static DataFolder open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(parent(absolute));
        Files.createDirectory(absolute, mode(absolute, "rwx------"));
      }
      new FolderCheck(absolute).check();
      return new DataFolder(absolute);
    } catch (IOException e) {
      throw failed("make", absolute, e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Optional<String> read(String name) {
    try {
      return Files.exists(file(name))
          ? Optional.of(Files.readString(file(name)).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw failed("read", file(name), e);
    }
  }

  /** Writes beside and then moves, so that nobody ever reads half a file. */
  void write(String name, String text) {
    try {
      Path half = Files.createTempFile(path, name, ".new", mode(path, "rw-------"));
      Files.writeString(half, text + System.lineSeparator(), StandardCharsets.UTF_8);
      Files.move(
          half, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", file(name), e);
    }
  }

  /** Makes a file that another library fills, or takes the one there, for its owner alone. */
  void protect(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, mode(file, "rw-------"));
      } else if (mode(file, "rw-------").length > 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw failed("protect", file, e);
    }
  }

  private static Path parent(Path path) {
    return path.getParent() == null ? path : path.getParent();
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static LaunchException failed(String what, Path file, IOException problem) {
    return LaunchException.of(
        "Cannot " + what + " " + file + " (" + told(problem) + "). Choose another: --data DIR");
  }

  private static String told(IOException problem) {
    if (problem instanceof FileAlreadyExistsException) {
      return "it is a file, not a folder";
    }
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    boolean known = problem instanceof FileSystemException f && f.getReason() != null;
    return known ? ((FileSystemException) problem).getReason() : problem.getClass().getSimpleName();
  }
}
