# Makes the certificates of the TLS tests: an authority, a server on loopback, and a client, for 100 years.
# They secure nothing, so their keys may be public. Run it in this folder: sh make.sh
set -e
new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 "$@" 2>/dev/null; }
new -x509 -keyout ca.key -out ca.pem -subj "/CN=Redis, measured: test authority"
printf "subjectAltName=DNS:localhost,IP:::1" > names  # 127.0.0.1 is a wrong name
for name in server client; do
  new -keyout $name.key -out request -subj "/CN=$name"
  openssl x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -days 36500 -extfile names \
    -out $name.pem 2>/dev/null
done
rm -f ca.key ca.srl names request
