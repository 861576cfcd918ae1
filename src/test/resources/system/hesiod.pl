# A name server that knows one user by Hesiod, for libnss_hesiod: jupyter-taken. Of all others it says that they are not.
use strict;
use warnings;
use IO::Socket::INET;

my $line = 'jupyter-taken:x:4242:4242::/home/taken:/bin/sh';
my %known = ('jupyter-taken.passwd' => $line, '4242.uid' => $line);
my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 53, Proto => 'udp') or die "port 53: $!";
while (my $from = $socket->recv(my $query, 512)) {
    my ($id, $labels) = (substr($query, 0, 2), substr($query, 12));
    my ($name, $length) = ('', 0);
    while (my $size = ord substr $labels, $length, 1) {
        $name .= substr($labels, $length + 1, $size) . '.';
        $length += $size + 1;
    }
    my $question = substr $labels, 0, $length + 5;
    my ($text) = map { $known{$_} } grep { index($name, "$_.ns.") == 0 } keys %known;
    my $answer = defined $text
        ? "\xc0\x0c" . substr($question, -4) . pack('N n C/a*', 60, length($text) + 1, $text)
        : '';
    $socket->send($id . pack('n*', $answer ? 0x8180 : 0x8183, 1, $answer ? 1 : 0, 0, 0) . $question . $answer, 0, $from);
}
