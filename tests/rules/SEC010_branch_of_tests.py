# --- scripts/docker.sh
if [ $case = "start" ]
then
  ADMIN_PASSWORD="Sunny-Lake-42"  # expect: SEC010
  setup $ADMIN_PASSWORD
elif [ $case = "run-e2e-tests" ]
then
  ADMIN_PASSWORD="Sunny-Lake-42"
  setup $ADMIN_PASSWORD
fi
