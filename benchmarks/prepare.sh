# Sourced by the benchmarks that draw documents with Python and read them with a program of rigel-tools' tests.
# It wants $here, the folder of the benchmark with its requirements.txt; it sets $root, $work and $python, goes to $root,
# builds, and defines: reads CLASS [ARGUMENT…], which runs such a program.
work="$here/build"
python="$work/venv/bin/python"
mkdir -p "$work"
[ -x "$python" ] || python3 -m venv "$work/venv"
"$python" -m pip install --quiet --requirement "$here/requirements.txt"
root=${here%/benchmarks/*}
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-tools -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
cores=$(getconf _NPROCESSORS_ONLN)
reads() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx3g \
    -cp "rigel-tools/target/test-classes:rigel-tools/target/classes:$(cat rigel-tools/target/classpath.txt)" "$@"
}
